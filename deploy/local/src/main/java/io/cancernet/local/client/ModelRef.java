package io.cancernet.local.client;

/** A model version. */
public record ModelRef(String name, String version) {

    /**
     * Reads NAME/VERSION.
     *
     * @throws IllegalArgumentException when it is not written so
     */
    public static ModelRef parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is no model: write NAME/VERSION");
        }
        return new ModelRef(text.substring(0, slash), text.substring(slash + 1));
    }

    /** Path of the model at training-service. */
    public String path() {
        return Api.TRAINING + "/models/" + Api.encode(name) + "/" + Api.encode(version);
    }

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
