"""Checks the deployment files by the schemas of those who read them, and prints what is in them as JSON."""

import json
import pathlib
import subprocess
import sys

import kubernetes_validate
import yaml

KUBERNETES = "1.34"
deploy = pathlib.Path(sys.argv[1])
bin_folder = pathlib.Path(sys.executable).parent

compose_files = sorted(deploy.glob("*.yaml"))
faults = []


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        faults.append(f"{command[0]}: {done.stdout}{done.stderr}")


run(bin_folder / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", *compose_files)
if (bin_folder / "hadolint").exists():
    run(bin_folder / "hadolint", deploy / "Dockerfile")

kinds = {}
skipped = []
for path in sorted((deploy / "k8s").glob("*.yaml")):
    for document in yaml.safe_load_all(path.read_text()):
        api = document.get("apiVersion", "")
        if api == "" or api.startswith(("kustomize.", "monitoring.")):
            skipped.append(path.name)
            kinds.setdefault(path.stem, []).append(document)
            continue
        try:
            kubernetes_validate.validate(document, KUBERNETES, strict=True)
        except Exception as fault:
            faults.append(f"{path.name}: {fault}")
        kinds.setdefault(document["kind"], []).append(document)

compose = {path.name: yaml.safe_load(path.read_text()) for path in compose_files}
print(json.dumps({"faults": faults, "kinds": kinds, "compose": compose, "skipped": skipped}))
