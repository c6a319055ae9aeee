"""What the official Python client does with tools, forms, choices and errors of a running service."""

import json
import sys

from openai import APIStatusError, OpenAI
from pydantic import BaseModel

client = OpenAI(base_url=sys.argv[1] + "/v1", api_key="none", max_retries=0)
QUESTION = "Our store has some chairs. Tell the customer how many are in stock."
TOOL = {
    "name": "stock_of",
    "description": "How many of a thing are in the store",
    "parameters": {"type": "object", "properties": {"thing": {"type": "string"}}},
}
TOOLS = [{"type": "function", "function": TOOL}]


class Roots(BaseModel):
    solutions: list[int]


def error_of(call):
    try:
        call()
    except APIStatusError as error:
        return [type(error).__name__, error.status_code, error.code, error.param]
    return None


def ask(content, **options):
    messages = content if isinstance(content, list) else [{"role": "user", "content": content}]
    return client.chat.completions.create(model="ansatz", messages=messages, **options)


def resumed():
    messages = [{"role": "user", "content": QUESTION}]
    call = ask(messages, tools=TOOLS).choices[0]
    messages.append(call.message)
    for each in call.message.tool_calls:
        messages.append({"role": "tool", "tool_call_id": each.id, "content": '{"chairs": 37}'})
    answer = ask(messages, tools=TOOLS).choices[0]
    return [call.finish_reason, answer.finish_reason, "37 chairs" in answer.message.content]


def streamed_call():
    with client.chat.completions.stream(
        model="ansatz", messages=[{"role": "user", "content": QUESTION}], tools=TOOLS
    ) as stream:
        done = [event for event in stream if event.type == "tool_calls.function.arguments.done"]
    return [[event.name, json.loads(event.arguments)] for event in done]


def parsed(content):
    completion = client.chat.completions.parse(
        model="ansatz",
        messages=[{"role": "user", "content": content}],
        response_format=Roots,
    )
    message = completion.choices[0].message
    return message.parsed.solutions if message.parsed else message.refusal


def response_tools():
    tools = [{"type": "function", "strict": False, **TOOL}]
    first = client.responses.create(
        model="ansatz", input=QUESTION, tools=tools, tool_choice="required"
    )
    [call] = [item for item in first.output if item.type == "function_call"]
    second = client.responses.create(
        model="ansatz",
        tools=tools,
        previous_response_id=first.id,
        input=[{"type": "function_call_output", "call_id": call.call_id, "output": "37"}],
    )
    listed = [item.type for item in client.responses.input_items.list(second.id)]
    return [call.name, "37 chairs" in second.output_text, listed]


picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
print(
    json.dumps(
        {
            "resumed": resumed(),
            "streamedCall": streamed_call(),
            "parsed": parsed("x^2 - 5x + 6 = 0"),
            "parsedResponse": client.responses.parse(
                model="ansatz", input="x^2 - 5x + 6 = 0", text_format=Roots
            ).output_parsed.solutions,
            "refusal": parsed("sqrt(8)"),
            "choices": [choice.index for choice in ask("2+2", n=3).choices],
            "stop": ask("2+2", stop="\nProved").choices[0].message.content,
            "length": ask("x^2 - 5x + 6 = 0", max_tokens=5).choices[0].finish_reason,
            "responseTools": response_tools(),
            "errors": [
                error_of(lambda: ask("2+2", n=9)),
                error_of(lambda: ask("2+2", tool_choice="required")),
                error_of(lambda: ask([{"role": "user", "content": [picture]}])),
                error_of(lambda: ask("2+2", temperature=7)),
                error_of(lambda: ask("2+2", logit_bias={"1": 1})),
                error_of(
                    lambda: ask(
                        "2+2",
                        response_format={
                            "type": "json_schema",
                            "json_schema": {"name": "x", "schema": {"type": "array"}},
                        },
                    )
                ),
            ],
        }
    )
)
