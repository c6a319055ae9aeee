// The thread pool makes code from text to load a module of the other kind; one of this kind it requires.
module.exports = import("./compute-engine-worker.ts").then(({ default: perform }) => perform);
