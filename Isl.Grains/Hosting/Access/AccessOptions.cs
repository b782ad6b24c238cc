using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Hosting.Access;

/// <summary>Who may ask, how often, and from where; configuration section <c>Access</c>. Lists are separated by commas.</summary>
public sealed class AccessOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Access";

    /// <summary>Keys of callers (<c>ISL_API_KEYS</c>); without any, everyone may ask.</summary>
    public string ApiKeys { get; set; } = "";

    /// <summary>Keys of operators (<c>ISL_ADMIN_KEYS</c>), which are good for everything; without any, operator actions are off.</summary>
    public string AdminKeys { get; set; } = "";

    /// <summary>Questions that one caller may ask in any minute (<c>RATE_LIMIT_PER_MINUTE</c>); 0 sets no limit.</summary>
    [Range(0, 1_000_000)]
    public int RateLimitPerMinute { get; set; }

    /// <summary>Origins whose pages may ask from a browser (<c>ISL_CORS_ORIGINS</c>), or <c>*</c> for all; without any, none may.</summary>
    public string CorsOrigins { get; set; } = "";

    /// <summary>
    /// Addresses and networks of proxies whose <c>X-Forwarded-For</c> is believed (<c>ISL_TRUSTED_PROXIES</c>), such as <c>10.0.0.0/8</c>; those on
    /// this machine are always believed.
    /// </summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>The items of a list.</summary>
    public static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads an address or a network.</summary>
    public static bool TryReadNetwork(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }
}

/// <summary>Refuses settings that would not do what they say; no message shows a key.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var faults = new List<string>();
        CheckKeys("ISL_API_KEYS", options.ApiKeys, faults);
        CheckKeys("ISL_ADMIN_KEYS", options.AdminKeys, faults);
        faults.AddRange(AccessOptions.Split(options.CorsOrigins)
            .Where(origin => origin != "*" && !IsOrigin(origin))
            .Select(origin => $"ISL_CORS_ORIGINS holds '{origin}', which is not an origin such as https://studio.example.org."));
        faults.AddRange(AccessOptions.Split(options.TrustedProxies)
            .Where(proxy => !AccessOptions.TryReadNetwork(proxy, out _))
            .Select(proxy => $"ISL_TRUSTED_PROXIES holds '{proxy}', which is neither an address nor a network such as 10.0.0.0/8."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckKeys(string variable, string list, List<string> faults)
    {
        var keys = AccessOptions.Split(list);
        if (list.Length > 0 && keys.Length == 0)
        {
            faults.Add($"{variable} is set but holds no key. Separate keys by commas, or leave it empty.");
        }

        for (var i = 0; i < keys.Length; i++)
        {
            if (!keys[i].All(c => c is > ' ' and < '\x7f'))
            {
                faults.Add($"Key {i + 1} in {variable} cannot be sent in a header. Use ASCII letters, digits and signs, without spaces.");
            }
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.GetLeftPart(UriPartial.Authority) == text;
}
