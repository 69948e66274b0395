package io.cancernet.inference.model;

import io.cancernet.common.event.ModelVersion;
import java.util.List;
import java.util.Optional;

/** All model versions that were ever promoted, so that a request can keep its version. */
public interface ModelCatalogue {

    /** Keeps a model; one that is known takes the new places of its files. */
    void save(PromotedModel model);

    Optional<PromotedModel> find(ModelVersion version);

    /** All of them, by name and version. */
    List<ModelVersion> all();

    /** The versions of a name, in the order of their texts. */
    List<String> versions(String name);
}
