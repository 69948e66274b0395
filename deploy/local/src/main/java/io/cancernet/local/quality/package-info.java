/** How good models are, measured through the services. */
@NullMarked
package io.cancernet.local.quality;

import org.jspecify.annotations.NullMarked;
