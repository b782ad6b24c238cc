using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Isl.Api.Requests;
using Isl.Grains.Hosting;
using Isl.Grains.Hosting.Access;

namespace Isl.Api.Access;

/// <summary>Who asks: by key, else by address; and tells the readers and the grains that are asked, which share their time among callers.</summary>
internal sealed class CallerScopes(RequestDelegate next)
{
    /// <summary>What one household or server has of IPv6 addresses: they count as one caller.</summary>
    private const int NetworkBytes = 8;

    /// <summary>The middleware.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var name = NameOf(context);
        RequestContext.Set(CallerCallFilter.CallerKey, name);
        context.Features.Set(new Asker(name));
        if (OwnRequests.Has(context))
        {
            RequestContext.Set(CallerCallFilter.WarmsUpKey, true);
        }

        return next(context);
    }

    /// <summary>A name of the caller.</summary>
    public static string NameOf(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? NetworkOf(context.Connection.RemoteIpAddress);

    private static string NetworkOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes));
    }
}
