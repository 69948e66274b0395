/** Tests of slide identities. */
@NullMarked
package io.cancernet.dataset.slide;

import org.jspecify.annotations.NullMarked;
