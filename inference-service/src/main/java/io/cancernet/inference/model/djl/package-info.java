/** Models in memory, computed by DJL. */
@NullMarked
package io.cancernet.inference.model.djl;

import org.jspecify.annotations.NullMarked;
