using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Hosting.Access;

/// <summary>The keys of a process, held as hashes.</summary>
public sealed class KeyRing
{
    private readonly List<(byte[] Hash, KeyHolder Holder)> _keys = [];

    /// <summary>Makes the ring from the settings.</summary>
    public KeyRing(IOptions<AccessOptions> options)
    {
        Add(AccessOptions.Split(options.Value.ApiKeys), "api", KeyRole.Caller);
        HasApiKeys = _keys.Count > 0;
        var admins = AccessOptions.Split(options.Value.AdminKeys);
        HasAdminKeys = admins.Length > 0;
        Add(admins, "admin", KeyRole.Admin);
        Add([OwnKey], "self", KeyRole.Self);
    }

    /// <summary>A key made at start, with which this process asks itself. It is written nowhere.</summary>
    public string OwnKey { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Must callers have a key?</summary>
    public bool HasApiKeys { get; }

    /// <summary>Can anyone be an operator?</summary>
    public bool HasAdminKeys { get; }

    /// <summary>Whose key this is; null where it is nobody's. A key in both lists is an operator's.</summary>
    /// <remarks>Hashes are compared, each in constant time and all of them, so that the time taken says nothing about any key.</remarks>
    public KeyHolder? Find(string key)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), given);
        KeyHolder? found = null;
        foreach (var (hash, holder) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, given))
            {
                found = holder;
            }
        }

        return found;
    }

    private void Add(string[] keys, string name, KeyRole role)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            _keys.Add((SHA256.HashData(Encoding.UTF8.GetBytes(keys[i])), new KeyHolder($"{name}-{i + 1}", role)));
        }
    }
}

/// <summary>Who sent a key.</summary>
/// <param name="Name">The list the key is in, and its place there: tells callers apart without telling their keys.</param>
/// <param name="Role">What the key is good for.</param>
public sealed record KeyHolder(string Name, KeyRole Role);

/// <summary>What a key is good for.</summary>
public enum KeyRole
{
    /// <summary>Asking questions.</summary>
    Caller,

    /// <summary>Operator actions and all else.</summary>
    Admin,

    /// <summary>This process's own questions, on which there is no limit.</summary>
    Self,
}
