package io.cancernet.dataset.upload;

import java.net.URI;

/**
 * A part to be sent.
 *
 * @param number counts from 1
 * @param offset in the file
 * @param url takes the part's bytes by PUT and answers with an {@code ETag}
 */
public record UploadPart(int number, long offset, long length, URI url) {}
