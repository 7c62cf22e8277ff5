import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { PEER_ROLES, type PongPayload } from '@otto/protocol';
import { PingPayload, compileValidator } from '@otto/protocol/dto';
import { isListenerUpdate } from '../routing/event-router';
import { Routing } from '../routing/routing';
import { Accepts } from './accepts.decorator';
import type { Frame } from './frame';
import { Handshake } from './handshake';
import type { Session } from './session';

const pingOf = compileValidator(PingPayload);

/**
 * Every message type that peers may send, and who may send it when. FrameDispatcher calls these methods directly, frame by
 * frame; what they throw is answered by FrameErrorFilter.
 */
@WebSocketGateway({ path: '/' })
export class RelayGateway {
  constructor(
    private readonly handshake: Handshake,
    private readonly routing: Routing,
  ) {}

  @SubscribeMessage('hello')
  @Accepts({ from: PEER_ROLES, during: ['opened', 'greeted', 'authenticated'], uncounted: true })
  hello(session: Session, frame: Frame): void {
    this.handshake.hello(session, frame);
  }

  @SubscribeMessage('auth')
  @Accepts({ from: PEER_ROLES, during: ['greeted', 'authenticated'], uncounted: true })
  auth(session: Session, frame: Frame): void {
    this.handshake.auth(session, frame);
  }

  @SubscribeMessage('refresh')
  @Accepts({ from: PEER_ROLES })
  refresh(session: Session, frame: Frame): Promise<void> {
    return this.handshake.refresh(session, frame);
  }

  @SubscribeMessage('ping')
  @Accepts({ from: PEER_ROLES, uncounted: true })
  ping(session: Session, { envelope: { payload, requestId, traceId } }: Frame): void {
    const { ts } = pingOf(payload);
    const pong: PongPayload = { ok: true, ...(ts !== undefined && { ts }) };
    session.reply('pong', requestId, pong, traceId);
  }

  /** Nobody asked for one, but a peer that sends it lives. */
  @SubscribeMessage('pong')
  @Accepts({ from: PEER_ROLES, uncounted: true })
  pong(): void {
    return;
  }

  @SubscribeMessage('command')
  @Accepts({ from: ['controller'] })
  command(session: Session, frame: Frame): void {
    this.routing.commands.accept(session, frame);
  }

  @SubscribeMessage('command_cancel')
  @Accepts({ from: ['controller'] })
  commandCancel(session: Session, frame: Frame): void {
    this.routing.commands.cancel(session, frame);
  }

  @SubscribeMessage('tab_lock')
  @Accepts({ from: ['controller'] })
  tabLock(session: Session, frame: Frame): void {
    this.routing.locks.lock(session, frame);
  }

  @SubscribeMessage('tab_unlock')
  @Accepts({ from: ['controller'] })
  tabUnlock(session: Session, frame: Frame): void {
    this.routing.locks.unlock(session, frame);
  }

  @SubscribeMessage('result')
  @Accepts({ from: ['node'], uncounted: true })
  result(session: Session, frame: Frame): void {
    this.routing.commands.answer(session, frame);
  }

  @SubscribeMessage('error')
  @Accepts({ from: ['node'], uncounted: true })
  error(session: Session, frame: Frame): void {
    this.routing.commands.answer(session, frame);
  }

  @SubscribeMessage('event')
  @Accepts({ from: PEER_ROLES, uncounted: isListenerUpdate })
  event(session: Session, frame: Frame): void {
    this.routing.events.route(session, frame);
  }
}
