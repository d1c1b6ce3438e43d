import { Navigate } from '@tanstack/react-router';
import { useStore } from '../../app/session.ts';

/** `/settings` leads to its first part. */
export function FirstSettingsPage() {
  const { id } = useStore();
  return <Navigate to={'/stores/$storeId/settings/store' as '/stores/$storeId'} params={{ storeId: id }} replace />;
}
