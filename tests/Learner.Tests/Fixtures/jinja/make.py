"""Renders templates with Python's Jinja2 in the environment that chat templates are written for, and writes cases.json."""
import json
import os

from jinja2 import nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

here = os.path.dirname(os.path.abspath(__file__))


class Generation(Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_mark"), [], [], body).set_lineno(line)

    def _mark(self, caller):
        text = caller()
        start = len("".join(self.environment.printed))
        if text:
            self.environment.spans.append([start, start + len(text)])
        return text


def raise_exception(message):
    raise ValueError(message)


environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
environment.filters["tojson"] = lambda x, ensure_ascii=False, indent=None, separators=None, sort_keys=False: json.dumps(
    x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)
environment.globals["raise_exception"] = raise_exception


def render(source, values):
    environment.printed, environment.spans = [], []
    try:
        for piece in environment.from_string(source).generate(values):
            environment.printed.append(piece)
        return {"text": "".join(environment.printed), "spans": environment.spans}
    except Exception as error:
        return {"error": str(error) if isinstance(error, ValueError) else type(error).__name__}


given = json.load(open(os.path.join(here, "templates.json"), encoding="utf-8"))
cases = [{"template": source, **render(source, given["values"])} for source in given["templates"]]
with open(os.path.join(here, "cases.json"), "w", encoding="utf-8") as out:
    json.dump({"values": given["values"], "cases": cases}, out, ensure_ascii=False, indent=1)
print(len(cases), "cases,", sum("error" in case for case in cases), "errors")
