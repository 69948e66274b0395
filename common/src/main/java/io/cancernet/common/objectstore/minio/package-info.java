/** The object-store port over any S3-compatible store, through the MinIO client. */
@NullMarked
package io.cancernet.common.objectstore.minio;

import org.jspecify.annotations.NullMarked;
