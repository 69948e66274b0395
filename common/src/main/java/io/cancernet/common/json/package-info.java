/** The one JSON dialect of events, index files and REST. */
@NullMarked
package io.cancernet.common.json;

import org.jspecify.annotations.NullMarked;
