using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Hosting.Access;

/// <summary>Tells callers by their key: <c>Authorization: Bearer</c>, <c>X-API-Key</c>, or for pages the password that a browser asks for.</summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "Key";

    /// <summary>The header for a key alone.</summary>
    public const string KeyHeader = "X-API-Key";

    /// <summary>A browser sends a password with every request, those of other sites' pages included, so it is good for reading only.</summary>
    private bool IsPage =>
        (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method))
        && Context.GetEndpoint()?.Metadata.GetMetadata<BrowserPage>() is not null;

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Given().Where(key => key.Length > 0).ToList();
        if (given.Count == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        // A proxy may add an Authorization of its own: one good key is enough, and the better one counts.
        var holder = given.Select(keys.Find).OfType<KeyHolder>().MaxBy(one => one.Role);
        if (holder is null)
        {
            return Task.FromResult(AuthenticateResult.Fail("The key is not known."));
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, holder.Name), new Claim(ClaimTypes.Role, holder.Role.ToString())], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = IsPage ? "Basic realm=\"ISL\", charset=\"UTF-8\"" : "Bearer realm=\"ISL\"";
        return Task.CompletedTask;
    }

    private IEnumerable<string> Given()
    {
        yield return Request.Headers[KeyHeader].ToString().Trim();
        if (AuthenticationHeaderValue.TryParse(Request.Headers.Authorization.ToString(), out var header) && header.Parameter is { } parameter)
        {
            yield return header.Scheme.ToUpperInvariant() switch
            {
                "BEARER" => parameter.Trim(),
                "BASIC" when IsPage => PasswordOf(parameter),
                _ => "",
            };
        }
    }

    private static string PasswordOf(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length) is var pair && pair.IndexOf(':') is >= 0 and var colon ? pair[(colon + 1)..] : ""
            : "";
    }
}

/// <summary>Marks endpoints that people open in a browser, which may then ask for the key as a password; the user's name does not matter.</summary>
public sealed class BrowserPage;
