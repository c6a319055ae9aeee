"""Calls a running service with the official Python client and prints what it understood."""

import json
import sys

from openai import APIStatusError, OpenAI

client = OpenAI(base_url=sys.argv[1] + "/v1", api_key="none", max_retries=0)
question = [{"role": "user", "content": "2+2"}]


def error_of(call):
    try:
        call()
    except APIStatusError as error:
        return [type(error).__name__, error.status_code, error.code, error.param]
    return None


completion = client.chat.completions.create(model="ansatz", messages=question)
chunks = list(
    client.chat.completions.create(
        model="ansatz", messages=question, stream=True, stream_options={"include_usage": True}
    )
)
response = client.responses.create(model="ansatz", input="2+2")
with client.responses.stream(model="ansatz", input="2+2") as stream:
    types = [event.type for event in stream]
    streamed = stream.get_final_response()
behind = client.responses.create(
    model="ansatz", input="and then?", previous_response_id=response.id
)

print(
    json.dumps(
        {
            "chat": {
                "text": completion.choices[0].message.content,
                "finish": completion.choices[0].finish_reason,
                "total": completion.usage.total_tokens,
                "verdict": completion.model_extra["ansatz"]["verdict"],
                "request": completion._request_id,
            },
            "stream": {
                "text": "".join(c.choices[0].delta.content or "" for c in chunks if c.choices),
                "total": chunks[-1].usage.total_tokens,
            },
            "response": {
                "text": response.output_text,
                "status": response.status,
                "total": response.usage.total_tokens,
                "verdict": response.model_extra["ansatz"]["verdict"],
                "read": client.responses.retrieve(response.id).output_text,
            },
            "responseStream": {"text": streamed.output_text, "last": types[-1]},
            "behind": behind.previous_response_id == response.id,
            "models": [model.id for model in client.models.list()],
            "errors": [
                error_of(
                    lambda: client.chat.completions.create(
                        model="ansatz", messages=question, logprobs=True
                    )
                ),
                error_of(lambda: client.chat.completions.create(model="gpt-9", messages=question)),
                error_of(lambda: client.responses.create(model="ansatz", input=[])),
                error_of(lambda: client.responses.retrieve("resp_nobody")),
            ],
        }
    )
)
