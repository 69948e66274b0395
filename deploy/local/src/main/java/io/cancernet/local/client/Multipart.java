package io.cancernet.local.client;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.UUID;

/** A form of one text and one file, as {@code multipart/form-data}. */
public final class Multipart {

    private final String boundary = "cancernet-" + UUID.randomUUID();
    private final String text;
    private final Path file;

    public Multipart(String text, Path file) {
        this.text = text;
        this.file = file;
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** The body; the file is read while it is sent. */
    public BodyPublisher body(String textPart, String filePart) throws FileNotFoundException {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + textPart
                + "\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n" + text + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"" + filePart + "\"; filename=\"" + filePart
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        return BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    }
}
