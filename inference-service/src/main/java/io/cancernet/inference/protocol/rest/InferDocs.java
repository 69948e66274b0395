package io.cancernet.inference.protocol.rest;

/** How the API description explains inference. */
final class InferDocs {

    static final String DESCRIPTION =
            "One input named `image`: UINT8 of the shape [-1,H,W,3], 8-bit RGB at the model's size (see its metadata), or"
                    + " BYTES [-1] of PNG or JPEG files (base64 in JSON), which are resized. Outputs, each [-1,1]:"
                    + " `probability` FP32, `decision` BOOL, `out_of_distribution` BOOL. Tensors may be binary data behind"
                    + " the JSON, whose length Inference-Header-Content-Length then says. Errors are {\"error\": ...};"
                    + " overload answers 503 with Retry-After. Research use only, not a diagnosis.";

    static final String EXAMPLE = """
            {"id": "42",
             "inputs": [{"name": "image", "datatype": "BYTES", "shape": [1], "data": ["iVBORw0KGgo..."]}],
             "outputs": [{"name": "probability"}]}""";

    private InferDocs() {}
}
