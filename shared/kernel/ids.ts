// Branded ids: a delivery id cannot be passed where an integration id is meant. Ids are opaque to everyone but the engine.
import * as z from 'zod';

/** `tenants_sandbox`-like short word chosen when the set is made. */
export const tenantSetIdSchema = z.string().min(1).max(64).brand<'TenantSetId'>();
export type TenantSetId = z.infer<typeof tenantSetIdSchema>;

/** `acc_` + base 36. */
export const accountIdSchema = z.string().min(1).max(64).brand<'AccountId'>();

/** The platform's service UUID, lower case with dashes: the identity of a PBX. */
export const serviceUuidSchema = z.string().min(1).max(64).brand<'ServiceUuid'>();

/** `int_` + base 36. */
export const integrationIdSchema = z.string().min(1).max(64).brand<'IntegrationId'>();
export type IntegrationId = z.infer<typeof integrationIdSchema>;

/** `dlv_` + 26 characters; stable over attempts and sent as `Switchhook-Delivery`. */
export const deliveryIdSchema = z.string().min(1).max(64).brand<'DeliveryId'>();
export type DeliveryId = z.infer<typeof deliveryIdSchema>;

/** `cap_` + 26 characters. */
export const captureIdSchema = z.string().min(1).max(64).brand<'CaptureId'>();
export type CaptureId = z.infer<typeof captureIdSchema>;

/** `job_` + 26 characters. */
export const jobIdSchema = z.string().min(1).max(64).brand<'JobId'>();
export type JobId = z.infer<typeof jobIdSchema>;
