using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Isl.Grains.Hosting.Access;

/// <summary>Tells the requests that the service sends itself to warm up: they are no caller's, so they are not counted, logged or held.</summary>
public static class OwnRequests
{
    /// <summary>Whether a request is one. It is known behind the keys.</summary>
    public static bool Has(HttpContext context) =>
        context.Features.Get<IHttpAuthenticationFeature>()?.User?.IsInRole(nameof(KeyRole.Self)) == true;
}
