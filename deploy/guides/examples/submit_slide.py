#!/usr/bin/env python3
"""Submits a slide for scoring and waits for its result.

submit_slide.py BOOTSTRAP URI

Needs confluent-kafka (Debian: python3-confluent-kafka).
"""

import json
import sys
import time
import uuid

from confluent_kafka import OFFSET_END, Consumer, Producer, TopicPartition

SUBMITTED = "cancernet.slides.submitted.v1"
INGESTED = "cancernet.slides.ingested.v1"
REJECTED = "cancernet.slides.rejected.v1"
SCORED = "cancernet.slides.scored.v1"
PATIENCE_SECONDS = 600


def listen(bootstrap):
    """A consumer of what is told from now on."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": f"example-{uuid.uuid4()}", "enable.auto.commit": False})
    partitions = []
    for topic in (INGESTED, REJECTED, SCORED):
        for partition in consumer.list_topics(topic, timeout=10).topics[topic].partitions:
            # The end as a number: it stays where it is whatever comes before the first read.
            _, end = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=10)
            partitions.append(TopicPartition(topic, partition, end if end >= 0 else OFFSET_END))
    consumer.assign(partitions)
    return consumer


def submit(bootstrap, submission, uri):
    producer = Producer({"bootstrap.servers": bootstrap, "acks": "all"})
    producer.produce(
        SUBMITTED,
        key=submission,
        value=json.dumps({"submissionId": submission, "uri": uri, "purpose": "scoring", "priority": 1}),
        headers={
            "ce_specversion": "1.0",
            "ce_id": submission,
            "ce_source": "/example-pipeline",
            "ce_type": "io.cancernet.slides.submitted.v1",
            "content-type": "application/json",
        },
    )
    if producer.flush(30):
        raise SystemExit("Kafka did not take the submission")
    print("submitted as", submission, flush=True)


def await_result(consumer, submission):
    slide = None
    results = {}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        record = consumer.poll(0.5)
        if record is not None and record.error() is None:
            event = json.loads(record.value())
            ours = event.get("ingestId") == submission
            if ours and record.topic() == REJECTED:
                raise SystemExit(f"rejected: {event}")
            if ours and record.topic() == INGESTED:
                slide = event["slideId"]
                print("ingested as slide", slide, flush=True)
            if record.topic() == SCORED:
                results[event["slideId"]] = event
        if slide in results:
            return results[slide]
    raise SystemExit("nothing was heard of it in time")


def main():
    bootstrap, uri = sys.argv[1:3]
    # Yours: the same id again changes nothing. It must not identify a patient.
    submission = f"example-{uuid.uuid4()}"
    consumer = listen(bootstrap)
    submit(bootstrap, submission, uri)
    print("scored:", json.dumps(await_result(consumer, submission), indent=2))


if __name__ == "__main__":
    main()
