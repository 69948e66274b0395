package io.cancernet.dataset.view.postgres;

import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.view.Originals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where originals lie, in Postgres. */
@ApplicationScoped
class PostgresOriginals implements Originals {

    private final EntityManager entities;

    PostgresOriginals(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public Optional<URI> find(SlideId slide) {
        List<?> found = entities.createNativeQuery(
                        "select source from slide where slide_id = :slide and source is not null", String.class)
                .setParameter("slide", slide.value())
                .getResultList();
        return found.stream().findFirst().map(source -> URI.create((String) source));
    }
}
