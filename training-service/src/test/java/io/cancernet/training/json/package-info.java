/** Tests of values as they are kept in columns. */
@NullMarked
package io.cancernet.training.json;

import org.jspecify.annotations.NullMarked;
