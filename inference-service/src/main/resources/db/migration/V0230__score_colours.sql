-- How far an image's colours are from the training patches'; absent where the model does not know these.
alter table score
    add column out_of_distribution boolean,
    add column colour_distance     double precision;
