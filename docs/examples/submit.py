#!/usr/bin/env python3
"""Tells MlopsCl that a task dataset has arrived, from a program without .NET (Debian: python3-pika).

    submit.py STREAM TASK DATASET_ADDRESS SHA256

The broker is read from the worker's own variables: MLOPSCL_RABBITMQ__HOST, __PORT, __VIRTUALHOST, __USER, __PASSWORD.
The digest is printed by `mlopscl dataset validate`. Sending the same message twice makes one run.
"""
import json
import os
import sys

import pika

EXCHANGE = "mlopscl.task-dataset-arrived"


def setting(name, default):
    return os.environ.get("MLOPSCL_RABBITMQ__" + name, default)


def main(stream, task, address, sha256):
    parameters = pika.ConnectionParameters(
        host=setting("HOST", "localhost"),
        port=int(setting("PORT", "5672")),
        virtual_host=setting("VIRTUALHOST", "/"),
        credentials=pika.PlainCredentials(setting("USER", "guest"), setting("PASSWORD", "guest")),
    )
    connection = pika.BlockingConnection(parameters)
    channel = connection.channel()
    channel.confirm_delivery()
    body = {"stream": stream, "task": task, "datasetAddress": address, "sha256": sha256}
    # mandatory: without a worker's queue behind the exchange this raises, instead of losing the message.
    channel.basic_publish(
        exchange=EXCHANGE,
        routing_key="",
        body=json.dumps(body),
        properties=pika.BasicProperties(content_type="application/json", delivery_mode=2),
        mandatory=True,
    )
    connection.close()


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
