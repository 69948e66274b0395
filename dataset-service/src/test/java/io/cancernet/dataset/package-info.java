/** Tests of the service as a whole. */
@NullMarked
package io.cancernet.dataset;

import org.jspecify.annotations.NullMarked;
