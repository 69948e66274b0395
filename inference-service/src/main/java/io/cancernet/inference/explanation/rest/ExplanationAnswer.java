package io.cancernet.inference.explanation.rest;

import io.cancernet.inference.explanation.Explanation;
import jakarta.ws.rs.core.Response;

/** An explanation as an answer: a picture, and its parameters in headers. */
final class ExplanationAnswer {

    static final String PNG = "image/png";
    static final String DESCRIPTION =
            "a picture: the patch, what raises (orange) and lowers (blue) the log-odds of disease, a legend. The headers"
                    + " Cancernet-* say model, probability, threshold, window, stride and largest change";
    static final String PARAMETERS =
            "`window` and `stride` are pixels of the model's input; without them a window is a sixth of the image and"
                    + " windows overlap by half.";

    private ExplanationAnswer() {}

    static Response of(Explanation explanation) {
        return Response.ok(explanation.png(), PNG)
                .header("Cancernet-Model", explanation.model())
                .header("Cancernet-Probability", explanation.prediction().probability())
                .header("Cancernet-Threshold", explanation.prediction().threshold())
                .header("Cancernet-Window", explanation.occlusion().window())
                .header("Cancernet-Stride", explanation.occlusion().stride())
                .header("Cancernet-Largest-Change", explanation.largest())
                .build();
    }
}
