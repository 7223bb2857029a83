// Electron's default session: who decides about permissions.
type RequestHandler = (
  page: unknown,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: object,
) => void;
type CheckHandler = (page: unknown, permission: string, origin: string, details: object) => boolean;
type DeviceHandler = (details: object) => boolean;

export class Session {
  // Without a handler Electron grants.
  #request: RequestHandler = (_page, _permission, answer) => answer(true);
  #check: CheckHandler = () => true;
  #device: DeviceHandler = () => true;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.#device = handler;
  }

  async decide(permission: string): Promise<{ request: boolean; check: boolean; device: boolean }> {
    const request = await new Promise<boolean>((resolve) => this.#request(null, permission, resolve, {}));
    return { request, check: this.#check(null, permission, '', {}), device: this.#device({ deviceType: permission }) };
  }
}

export const defaultSession = new Session();
export const session = { defaultSession };
