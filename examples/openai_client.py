"""
Asks Ansatz through the official Python client `openai`: in words, and as an object of a class.

    bin/ansatz serve
    pip install openai
    python examples/openai_client.py "x^2 - 5x + 6 = 0"

ANSATZ_URL names another address than http://127.0.0.1:8787/v1, ANSATZ_API_KEY a key.
"""

import os
import sys

from openai import OpenAI
from pydantic import BaseModel


class Roots(BaseModel):
    solutions: list[int]
    proved: bool


question = " ".join(sys.argv[1:]) or "x^2 - 5x + 6 = 0"
client = OpenAI(
    base_url=os.environ.get("ANSATZ_URL", "http://127.0.0.1:8787/v1"),
    api_key=os.environ.get("ANSATZ_API_KEY", "none"),
)
messages = [{"role": "user", "content": question}]

completion = client.chat.completions.create(model="ansatz", messages=messages)
print(completion.choices[0].message.content)
# What Ansatz knows beyond the text: the verdict, every claim, the certificate.
print("verdict:", completion.model_extra["ansatz"]["verdict"])

parsed = client.chat.completions.parse(model="ansatz", messages=messages, response_format=Roots)
message = parsed.choices[0].message
# What does not fit the class is refused in words; nothing is rounded or made up to fit.
print("object:", message.parsed if message.parsed is not None else message.refusal)
