import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { readConfiguration } from "../../src/cli/configuration.ts";
import { cliEnvironment } from "../cli/run-cli.ts";
import { createPrometheusMetrics } from "../../src/server/prometheus.ts";

const root = join(import.meta.dirname, "../..");
const deploy = join(root, "deploy");
/** `npm test` makes this environment where Python and its package index can be had. */
const environment = join(root, "node_modules/.cache/ansatz-python-client");
const python = join(environment, "bin/python");
const isThere = ["check-jsonschema", "kubernetes-validate"].every((name) =>
  existsSync(join(environment, `installed-${name}`)),
);

// oxlint-disable-next-line typescript/no-explicit-any -- the files' own schemas were checked before
type Document = any;

interface Checked {
  readonly faults: readonly string[];
  readonly skipped: readonly string[];
  readonly kinds: Readonly<Record<string, readonly Document[]>>;
  readonly compose: Readonly<Record<string, Document>>;
}

describe("the Dockerfile", () => {
  const text = readFileSync(join(deploy, "Dockerfile"), "utf8");
  const last = text.slice(text.lastIndexOf("\nFROM "));

  test("its last stage has no npm, is nobody's superuser and says how it is", () => {
    expect(text.match(/^FROM /gm)).toHaveLength(2);
    expect(text).toMatch(/^ARG BASE_IMAGE=debian:bookworm-slim$/m);
    expect(last).toMatch(/^\s*FROM \$\{BASE_IMAGE\}$/m);
    expect(last).not.toMatch(/npm|apt-get|curl|pip/);
    expect(last).toMatch(/^USER 10001:10001$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last.indexOf("USER ")).toBeLessThan(last.indexOf("CMD ["));
  });

  test("the packages are those of the lock file, installed by the Node that the program runs on", () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      dependencies: { node: string };
    };
    expect(text).toContain(`ARG NPM_IMAGE=node:${dependencies.node}-`);
    expect(text).toMatch(/^RUN npm ci --omit=dev$/m);
  });

  test("what is copied is enough to start and to be ready", async () => {
    const app = mkdtempSync(join(tmpdir(), "ansatz-image-"));
    for (const [, names = ""] of last.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
      for (const name of names.split(" "))
        cpSync(join(root, name), join(app, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(app, "node_modules"));
    const child = spawn(join(app, "bin/ansatz"), ["serve", "--model", "none", "--port", "0"], {
      env: cliEnvironment({ ANSATZ_STORE: "memory:" }),
    });
    const ended = once(child, "exit");
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (part: Buffer) => {
        said += part.toString();
      });
    try {
      const address = await vi.waitFor(() => {
        const found = /ready: (\S+)/.exec(said)?.[1];
        expect(found, said).toBeDefined();
        return found;
      }, 60_000);
      // What the health check of the image asks.
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
    } finally {
      child.kill("SIGTERM");
      await ended;
      rmSync(app, { recursive: true, force: true });
    }
  });
});

test("the program loads no package that the image leaves out", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const loaded = new Set<string>();
  for (const name of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
    const text = readFileSync(join(root, "src", name), "utf8");
    for (const [, type, named, awaited] of text.matchAll(
      /^(?:import|export)( type)?[^;"]*?"([^."][^"]*)"|import\("([^."][^"]*)"\)/gm,
    )) {
      const path = named ?? awaited ?? "";
      const isOwn = path.startsWith("@");
      if (type === undefined)
        loaded.add(
          path
            .split("/")
            .slice(0, isOwn ? 2 : 1)
            .join("/"),
        );
    }
  }
  expect([...loaded].filter((name) => name in devDependencies)).toEqual([]);
  expect([...loaded]).toContain("hono");
});

describe.skipIf(!isThere)(
  "the files for containers, by the schemas of those who read them",
  async () => {
    const checked: Checked = isThere
      ? (JSON.parse(
          (
            await promisify(execFile)(python, [
              join(import.meta.dirname, "check_deploy.py"),
              deploy,
            ])
          ).stdout,
        ) as Checked)
      : { faults: [], skipped: [], kinds: {}, compose: {} };
    const only = (kind: string, name = "ansatz"): Document =>
      checked.kinds[kind]?.find(({ metadata }) => metadata.name === name);

    test("Kubernetes, Compose and the linter of Dockerfiles find no fault", () => {
      expect(checked.faults).toEqual([]);
      expect(checked.skipped.toSorted()).toEqual([
        "kustomization.yaml",
        "pod-monitor.yaml",
        "prometheus-adapter.yaml",
      ]);
    });

    test("the kustomization names files that are there", () => {
      const { resources } = (checked.kinds["kustomization"] as Document[])[0];
      for (const name of resources) expect(existsSync(join(deploy, "k8s", name)), name).toBe(true);
    });

    test("the deployment has probes and limits, is not root and lets runs finish", () => {
      const { template, selector } = only("Deployment").spec;
      const { spec } = template;
      const [container] = spec.containers;
      expect(template.metadata.labels).toMatchObject(selector.matchLabels);
      expect(container.readinessProbe.httpGet.path).toBe("/readyz");
      expect(container.livenessProbe.httpGet.path).toBe("/healthz");
      expect(container.startupProbe.httpGet.path).toBe("/healthz");
      expect(container.resources).toMatchObject({
        requests: { cpu: "1" },
        limits: { memory: "2Gi" },
      });
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10_001 });
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(5 + 10);
    });

    test("no variable that Kubernetes makes by itself is taken for a setting", () => {
      const { spec } = only("Deployment").spec.template;
      expect(only("Service")).toBeDefined();
      expect(spec.enableServiceLinks).toBe(false);
      expect(() => readConfiguration({ ANSATZ_SERVICE_HOST: "10.0.0.1" })).toThrow(/no setting/);
    });

    test("every setting that a file gives is one that the program reads", () => {
      const [container] = only("Deployment").spec.template.spec.containers;
      const pairs = container.env.map(({ name, value }: Document) => [name, value]);
      expect(readConfiguration(Object.fromEntries(pairs)).ANSATZ_MAX_RUNS).toBe(100);
      for (const [file, { services }] of Object.entries(checked.compose)) {
        const { ANSATZ_API_KEYS: _keys, ...given } = services.ansatz?.environment ?? {};
        expect(() => readConfiguration(given), file).not.toThrow();
      }
    });

    test("the autoscaler goes by gauges that the service has and the adapter gives", async () => {
      const load = { activeRuns: 1, waitingRuns: 2, engineCalls: 0, answers: null };
      const { body } = await createPrometheusMetrics().render(load);
      const metrics: string[] = only("HorizontalPodAutoscaler").spec.metrics.flatMap(
        ({ pods }: Document) => (pods === undefined ? [] : [pods.metric.name]),
      );
      expect(metrics).toContain("ansatz_runs_waiting");
      const rules = checked.kinds["prometheus-adapter"]?.[0].rules.custom;
      for (const name of metrics) {
        expect(body).toMatch(new RegExp(`^${name} \\d`, "m"));
        expect(rules.map((rule: Document) => rule.name.as)).toContain(name);
      }
      const { scaleTargetRef } = only("HorizontalPodAutoscaler").spec;
      expect(scaleTargetRef).toMatchObject({ kind: "Deployment", name: "ansatz" });
    });

    test("service, budget, policy and monitor choose the deployment's pods", () => {
      const { labels } = only("Deployment").spec.template.metadata;
      expect(labels).toMatchObject(only("Service").spec.selector);
      expect(labels).toMatchObject(only("PodDisruptionBudget").spec.selector.matchLabels);
      expect(labels).toMatchObject(only("NetworkPolicy").spec.podSelector.matchLabels);
      expect(labels).toMatchObject(checked.kinds["pod-monitor"]?.[0].spec.selector.matchLabels);
      expect(only("PodDisruptionBudget").spec.maxUnavailable).toBe(1);
      const { ingress, podSelector } = only("NetworkPolicy", "redis").spec;
      expect(only("StatefulSet", "redis").spec.template.metadata.labels).toMatchObject(
        podSelector.matchLabels,
      );
      expect(labels).toMatchObject(ingress[0].from[0].podSelector.matchLabels);
    });

    test.each([
      ["compose.yaml", "vllm"],
      ["compose.llama.yaml", "llama"],
    ])("in %s Ansatz waits until Redis and %s answer", (file, model) => {
      const { services, volumes } = checked.compose[file];
      const { ansatz: base, redis } = checked.compose["common.yaml"].services;
      expect(services.ansatz.depends_on).toEqual({
        [model]: { condition: "service_healthy" },
        redis: { condition: "service_healthy" },
      });
      expect(services[model].healthcheck.test[0]).toBe("CMD");
      expect(redis.healthcheck.test).toEqual(["CMD", "redis-cli", "-e", "ping"]);
      expect(services[model].image).not.toMatch(/:latest|:server\}$/);
      expect(redis.command).toContain("--appendonly");
      expect(base.environment.ANSATZ_STORE).toBe("redis://redis:6379/0");
      const used = [base, redis, services[model]].flatMap((service: Document) =>
        (service.volumes ?? []).map((text: string) => text.split(":")[0]),
      );
      for (const name of used) expect(Object.keys(volumes), file).toContain(name);
    });
  },
);
