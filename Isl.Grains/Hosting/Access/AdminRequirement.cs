using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Isl.Grains.Hosting.Access;

/// <summary>An operator is needed.</summary>
/// <param name="LocalWillDo">Whether someone at the machine itself needs no key, and nobody where no keys are set at all.</param>
public sealed record AdminRequirement(bool LocalWillDo) : IAuthorizationRequirement;

/// <summary>Decides who is an operator.</summary>
internal sealed class AdminHandler(KeyRing keys) : AuthorizationHandler<AdminRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AdminRequirement requirement)
    {
        if (context.User.IsInRole(nameof(KeyRole.Admin))
            || (requirement.LocalWillDo && (!(keys.HasApiKeys || keys.HasAdminKeys) || IsLocal(context.Resource as HttpContext))))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    /// <summary>Does a request come from this very machine, and mean it?</summary>
    /// <remarks>
    /// A proxy on this machine says for whom it asks, and is believed (see <see cref="AccessOptions.TrustedProxies"/>). A page of another site
    /// whose name was made to point here gives itself away by that name.
    /// </remarks>
    private static bool IsLocal(HttpContext? http) =>
        http?.Connection.RemoteIpAddress is { } from
        && IPAddress.IsLoopback(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from)
        && http.Request.Host.Host is var name
        && (name is "localhost" || (IPAddress.TryParse(name.Trim('[', ']'), out var to) && IPAddress.IsLoopback(to)));
}
