package ai.leadmetrics.protocol.agents;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of agent runs. */
public enum AgentsError implements ErrorCode {
  RUN_NOT_FOUND(404, "There is no such run here, or it is not yours."),
  RUN_FINISHED(409, "The run has ended; start a new one.");

  private final int status;
  private final String advice;

  AgentsError(int status, String advice) {
    this.status = status;
    this.advice = advice;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String advice() {
    return advice;
  }
}
