/** Tests of uploads. */
@NullMarked
package io.cancernet.dataset.upload;

import org.jspecify.annotations.NullMarked;
