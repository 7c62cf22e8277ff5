import { Get, Header } from '@nestjs/common';
import { Callers } from '../auth/callers.decorator';
import { AnswersText } from '../http/answers.decorator';
import { RestController } from '../http/rest-controller';
import { processMetrics } from './process-metrics';
import { prometheusText } from './prometheus-text';
import { RelayMetrics } from './relay-metrics';

@RestController('metrics')
export class MetricsController {
  constructor(private readonly metrics: RelayMetrics) {}

  /** How the relay and its process do, for Prometheus. */
  @Get()
  @Callers('operator')
  @AnswersText('text/plain')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async read(): Promise<string> {
    return `${prometheusText(this.metrics.read())}\n${await processMetrics()}`;
  }
}
