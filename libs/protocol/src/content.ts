/** Domain objects that site commands and stream adapters return; the same for every site. */

export interface EntityMeta {
  site: string;
  /** Where it was read: dom, json, network, ... */
  source: string;
  /** The site's own name for the event or record. */
  rawEventType: string;
}

interface Entity<K extends string> {
  kind: K;
  meta: EntityMeta;
  /** The site's own record, where it is safe to expose. */
  originalEntity?: unknown;
}

export interface Person {
  id: string;
  username?: string;
  displayName?: string;
  platform?: string;
}

export interface Conversation {
  id: string;
  platform?: string;
  title?: string;
}

/** Whoever wrote a post or comment; `originalEntity` keeps what the site says beyond it. */
export type Author = Partial<Person> & { originalEntity?: unknown };

export interface ChatMessage extends Entity<'chat.message'> {
  conversation: Conversation;
  from: Person;
  to: Person | Person[] | null;
  message: string;
  /** ISO-8601, like every `datetime` and `...At` of these objects. */
  datetime: string;
  eventId?: string;
}

export interface ChatTyping extends Entity<'chat.typing'> {
  conversation: Conversation;
  from: Person;
  to: Person | Person[] | null;
  datetime: string;
  isTyping?: boolean;
  eventId?: string;
}

export interface ChatParticipant extends Entity<'chat.participant'> {
  conversation: Conversation;
  participant: Person;
  event: 'joined' | 'left' | 'updated';
  datetime: string;
  eventId?: string;
}

export interface ChatMessageDeleted extends Entity<'chat.message_deleted'> {
  conversation: Conversation;
  messageId: string;
  datetime: string;
  deletedBy?: Person;
  eventId?: string;
}

export interface ContentPost extends Entity<'content.post'> {
  id: string;
  title: string;
  url?: string;
  author?: Author;
  publishedAt?: string;
  editedAt?: string;
  content?: string;
  community?: string;
  score?: number;
  commentCount?: number;
  comments?: ContentPostComment[];
}

export interface ContentPostComment extends Entity<'content.post_comment'> {
  id: string;
  parentPostId?: string;
  parentCommentId?: string;
  author?: Author;
  content?: string;
  publishedAt?: string;
  editedAt?: string;
  score?: number;
  depth?: number;
  comments?: ContentPostComment[];
}

export interface ContentArticle extends Entity<'content.article'> {
  id: string;
  title: string;
  url?: string;
  author?: Author;
  publishedAt?: string;
  summary?: string;
}

export interface ContentSearchResult extends Entity<'content.search_result'> {
  id: string;
  title: string;
  url: string;
  description: string;
  links: { text: string; url: string }[];
  image: string | null;
  /** 1 for the first result. */
  rank: number;
  isAd: boolean;
}

export interface EntityUser extends Entity<'entity.user'> {
  id: string;
  platform: string;
  username?: string;
  displayName?: string;
  profileUrl?: string;
  avatarUrl?: string;
  bio?: string;
  isVerified?: boolean;
  createdAt?: string;
  flags?: string[];
  stats?: { followers?: number; following?: number; posts?: number; comments?: number; reputation?: number };
}

export type DomainObject =
  | ChatMessage
  | ChatTyping
  | ChatParticipant
  | ChatMessageDeleted
  | ContentPost
  | ContentPostComment
  | ContentArticle
  | ContentSearchResult
  | EntityUser;
