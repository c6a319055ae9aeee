/** Tries to make code from text. */
export default {
  fetch(): Response {
    const make = Function as unknown as (body: string) => () => unknown;
    try {
      return new Response(String(make("return 1")()));
    } catch (error) {
      return new Response(String(error));
    }
  },
};
