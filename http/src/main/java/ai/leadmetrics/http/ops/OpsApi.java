package ai.leadmetrics.http.ops;

import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.ops.Overview;
import ai.leadmetrics.protocol.ops.ScheduledJob;
import ai.leadmetrics.streams.ops.JobStore;
import ai.leadmetrics.streams.ops.OverviewQueries;
import ai.leadmetrics.streams.ops.ViewsStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the platform is doing, and building its read models anew. */
public final class OpsApi {
  private static final Logger LOG = LoggerFactory.getLogger(OpsApi.class);

  private final OverviewQueries queries;
  private final ViewsStore views;
  private final JobStore jobs;

  public OpsApi(OverviewQueries queries, ViewsStore views, JobStore jobs) {
    this.queries = queries;
    this.views = views;
    this.jobs = jobs;
  }

  record OneView(@Path String view) {}

  record OneJob(@Path String job) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/ops/overview", "overview", "Relay, views and this node's streams")
            .platform(Permission.OPS_READ)
            .answers(Overview.class, (_, _) -> queries.overview()),
        Endpoint.post("/api/v1/ops/views/{view}/rebuild", "rebuildView", "Build a view anew")
            .platform(Permission.OPS_MANAGE)
            .takes(OneView.class)
            .accepts((caller, request) -> rebuild(caller.user(), request.view())),
        Endpoint.get("/api/v1/ops/views/{view}/rebuild", "viewRebuild", "How the last rebuild went")
            .platform(Permission.OPS_READ)
            .takes(OneView.class)
            .answers(
                ViewsStore.Rebuild.class,
                (_, request) -> views.progress(request.view()).thenApply(Found::require)),
        Endpoint.get("/api/v1/ops/jobs", "listJobs", "What a clock starts, and how it went")
            .platform(Permission.OPS_READ)
            .pages(
                ScheduledJob.class,
                (_, _) -> jobs.list().thenApply(list -> new Page<>(list, null))),
        Endpoint.post("/api/v1/ops/jobs/{job}/run", "runJob", "Run a recurring job now")
            .platform(Permission.OPS_MANAGE)
            .takes(OneJob.class)
            .accepts((_, request) -> run(request.job())));
  }

  private CompletionStage<String> run(String job) {
    return jobs.runNow(Found.require(Optional.of(job).filter(jobs::recurs)))
        .thenApply(
            planned -> {
              if (!planned) {
                throw new ProblemException(
                    Rejection.of(CommonError.CONFLICT, "The job runs at this moment."));
              }
              return job;
            });
  }

  /** Only starts it: a rebuild takes as long as the journal is. */
  private CompletionStage<String> rebuild(String user, String view) {
    Found.require(views.rebuild(view))
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                LOG.info("{} has built view {} anew", user, view);
              } else {
                LOG.error("building view {} anew failed", view, failure);
              }
            });
    return CompletableFuture.completedFuture(view);
  }
}
