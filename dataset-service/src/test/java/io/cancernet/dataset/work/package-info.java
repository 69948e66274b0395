/** Tests of what lies on disk for a while. */
@NullMarked
package io.cancernet.dataset.work;

import org.jspecify.annotations.NullMarked;
