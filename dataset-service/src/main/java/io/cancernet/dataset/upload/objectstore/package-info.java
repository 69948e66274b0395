/** Multipart uploads in an S3-compatible object store. */
@NullMarked
package io.cancernet.dataset.upload.objectstore;

import org.jspecify.annotations.NullMarked;
