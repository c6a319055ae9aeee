"""
Ansatz as a reward function for TRL's trainers (GRPOTrainer, RLOOTrainer), over HTTP, with no package needed.

    bin/ansatz serve
    from trl_rewards import ansatz_reward
    trainer = GRPOTrainer(model=..., reward_funcs=[ansatz_reward], train_dataset=dataset, ...)

The data set has a column `solution` with the right answer of each prompt. A completion whose answer is
mathematically that one gets 1, another 0; where the check cannot tell, None, which TRL reads as "not for
this sample". Run alone it scores three completions. ANSATZ_URL names another address than
http://127.0.0.1:8787/v1, ANSATZ_API_KEY a key with the scope `rewards`.
"""

import json
import os
import urllib.request

RULES = [{"rule": "correctness"}]
BATCH = 256


def ansatz_reward(prompts, completions, solution, **kwargs):
    """One reward for each completion, in order: a number from 0 to 1, or None."""
    items = [
        {"question": text_of(prompt)[:20_000], "completion": text_of(completion), "reference": answer}
        for prompt, completion, answer in zip(prompts, completions, solution, strict=True)
    ]
    rewards = []
    for start in range(0, len(items), BATCH):
        for scored in score(items[start : start + BATCH]):
            rewards.append(float(scored["reward"]) if scored["isDecided"] else None)
    return rewards


def text_of(part):
    """Conversations are lists of messages; of a completion the last one counts, of a prompt too."""
    return part if isinstance(part, str) else part[-1]["content"]


def score(items):
    url = os.environ.get("ANSATZ_URL", "http://127.0.0.1:8787/v1") + "/rewards"
    headers = {"content-type": "application/json"}
    if "ANSATZ_API_KEY" in os.environ:
        headers["authorization"] = "Bearer " + os.environ["ANSATZ_API_KEY"]
    body = json.dumps({"items": items, "rules": RULES}).encode()
    request = urllib.request.Request(url, body, headers)
    with urllib.request.urlopen(request, timeout=600) as response:
        return json.load(response)["data"]


if __name__ == "__main__":
    question = "Solve x^2 - 5x + 6 = 0."
    answers = [r"So \boxed{3, 2}.", r"So \boxed{2, 4}.", "I would rather not say."]
    print(
        ansatz_reward(
            prompts=[[{"role": "user", "content": question}]] * 3,
            completions=[[{"role": "assistant", "content": answer}] for answer in answers],
            solution=["2, 3"] * 3,
        )
    )
    print(ansatz_reward(prompts=["1/3 + 1/6 = ?"], completions=["ANSWER: 0.5"], solution=["1/2"]))
