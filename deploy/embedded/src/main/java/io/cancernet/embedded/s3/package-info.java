/** The S3 endpoint of the child JVM. */
@NullMarked
package io.cancernet.embedded.s3;

import org.jspecify.annotations.NullMarked;
