/** How container images are made. */
@NullMarked
package io.cancernet.kubernetes.image;

import org.jspecify.annotations.NullMarked;
