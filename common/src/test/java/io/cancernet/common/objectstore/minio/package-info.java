@NullMarked
package io.cancernet.common.objectstore.minio;

import org.jspecify.annotations.NullMarked;
