"""Runs agents of OpenAI's Agents SDK on a running service, by both of its doors, and prints what they did."""

import asyncio
import json
import sys

from agents import (
    Agent,
    ModelSettings,
    OpenAIChatCompletionsModel,
    OpenAIResponsesModel,
    Runner,
    function_tool,
    set_tracing_disabled,
)
from openai import APIStatusError, AsyncOpenAI
from pydantic import BaseModel

set_tracing_disabled(True)
client = AsyncOpenAI(base_url=sys.argv[1] + "/v1", api_key="none", max_retries=0)
QUESTION = "Our store has some chairs. Tell the customer how many are in stock."
asked = []


@function_tool
def stock_of(thing: str) -> str:
    """How many of a thing are in the store."""
    asked.append(thing)
    return '{"chairs": 37}'


class Roots(BaseModel):
    solutions: list[int]


def agent(model, **options):
    return Agent(name="Storekeeper", instructions="Be brief.", model=model, **options)


async def with_tool(model):
    asked.clear()
    result = await Runner.run(agent(model, tools=[stock_of]), QUESTION)
    return [asked[:], "37 chairs" in result.final_output]


async def streamed(model):
    result = Runner.run_streamed(agent(model, tools=[stock_of]), QUESTION)
    text = ""
    names = []
    async for event in result.stream_events():
        if event.type == "raw_response_event" and event.data.type == "response.output_text.delta":
            text += event.data.delta
        if event.type == "run_item_stream_event":
            names.append(event.name)
    return ["tool_called" in names, "37 chairs" in text]


async def typed(model):
    result = await Runner.run(agent(model, output_type=Roots), "x^2 - 5x + 6 = 0")
    return result.final_output.solutions


async def error(model):
    settings = ModelSettings(frequency_penalty=0.5, verbosity="low")
    try:
        await Runner.run(agent(model, model_settings=settings), "2+2")
    except APIStatusError as failure:
        return [type(failure).__name__, failure.status_code, failure.code]
    return None


async def main():
    chat = OpenAIChatCompletionsModel(model="ansatz", openai_client=client)
    responses = OpenAIResponsesModel(model="ansatz", openai_client=client)
    report = {}
    for name, model in (("chat", chat), ("responses", responses)):
        report[name] = {
            "tool": await with_tool(model),
            "streamed": await streamed(model),
            "typed": await typed(model),
            "error": await error(model),
        }
    print(json.dumps(report))


asyncio.run(main())
