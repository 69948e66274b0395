/** The service in processes of its own, which are killed. */
@NullMarked
package io.cancernet.training.fault;

import org.jspecify.annotations.NullMarked;
