#!/usr/bin/env bash
# Submits a slide for scoring and waits for its result: submit-slide.sh BOOTSTRAP URI. Needs kcat.
set -euo pipefail
bootstrap=$1 uri=$2
# Yours: the same id again changes nothing. It must not identify a patient.
submission=example-$(date +%s)-$RANDOM
start=$(($(date +%s) * 1000))

# told TOPIC FIELD VALUE: the newest event since the start in which the field has the value; fails when there is none.
told() {
    kcat -C -b "$bootstrap" -t "$1" -o "s@$start" -e -q -f '%s\n' | grep "\"$2\":\"$3\"" | tail -n 1
}

field() {
    sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

printf '{"submissionId": "%s", "uri": "%s", "purpose": "scoring", "priority": 1}' "$submission" "$uri" |
    kcat -P -b "$bootstrap" -t cancernet.slides.submitted.v1 -k "$submission" -X acks=all \
        -H ce_specversion=1.0 -H "ce_id=$submission" -H ce_source=/example-pipeline \
        -H ce_type=io.cancernet.slides.submitted.v1 -H content-type=application/json
echo "submitted as $submission"

slide=
for ((i = 0; i < 600; i++)); do
    if told cancernet.slides.rejected.v1 ingestId "$submission"; then
        echo rejected >&2
        exit 1
    fi
    if [[ -z $slide ]]; then
        slide=$(told cancernet.slides.ingested.v1 ingestId "$submission" | field slideId || true)
        [[ -z $slide ]] || echo "ingested as slide $slide"
    fi
    if [[ -n $slide ]] && told cancernet.slides.scored.v1 slideId "$slide"; then
        exit 0
    fi
    sleep 1
done
echo "nothing was heard of it in time" >&2
exit 1
