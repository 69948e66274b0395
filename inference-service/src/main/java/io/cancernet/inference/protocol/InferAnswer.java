package io.cancernet.inference.protocol;

/**
 * The answer to an inference request: JSON, and binary tensor data behind it where these were asked for.
 *
 * @param jsonLength bytes of JSON at the start of the body
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
public record InferAnswer(byte[] body, int jsonLength) {

    /** Whether binary data follow the JSON. */
    public boolean binary() {
        return jsonLength < body.length;
    }
}
