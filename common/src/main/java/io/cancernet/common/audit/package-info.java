/** The record of who changed what, when and from where. */
@NullMarked
package io.cancernet.common.audit;

import org.jspecify.annotations.NullMarked;
