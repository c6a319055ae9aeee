"""
Ansatz as the model of an agent of OpenAI's Agents SDK, with a tool that runs in this program.

    bin/ansatz serve --model http://HOST/v1
    pip install openai-agents
    python examples/agents_sdk.py "How many chairs are in stock?"

The tool's result goes back to Ansatz, and the numbers of the answer are traced to it. ANSATZ_URL names
another address than http://127.0.0.1:8787/v1, ANSATZ_API_KEY a key.
"""

import os
import sys

from agents import Agent, OpenAIResponsesModel, Runner, function_tool, set_tracing_disabled
from openai import AsyncOpenAI

# Traces would go to OpenAI.
set_tracing_disabled(True)


@function_tool
def stock_of(thing: str) -> str:
    """How many of a thing are in the store."""
    return '{"%s": 37}' % thing


client = AsyncOpenAI(
    base_url=os.environ.get("ANSATZ_URL", "http://127.0.0.1:8787/v1"),
    api_key=os.environ.get("ANSATZ_API_KEY", "none"),
)
agent = Agent(
    name="Storekeeper",
    instructions="Answer in one sentence.",
    model=OpenAIResponsesModel(model="ansatz", openai_client=client),
    tools=[stock_of],
)
question = " ".join(sys.argv[1:]) or "How many chairs are in stock?"
print(Runner.run_sync(agent, question).final_output)
