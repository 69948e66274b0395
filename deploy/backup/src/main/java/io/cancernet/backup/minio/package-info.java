/** Files of an S3-compatible bucket. */
@NullMarked
package io.cancernet.backup.minio;

import org.jspecify.annotations.NullMarked;
