using System.Globalization;
using StackExchange.Redis;

namespace Isl.Grains.Hosting;

/// <summary>What a silo last read of the membership table, and what has to be written where Redis has lost it.</summary>
/// <remarks>
/// Rows are kept as the bytes they were read as, so that nothing depends on how Orleans writes them. The table's version only grows; a table
/// with a lower one is not a later state of this cluster but another beginning. Pure.
/// </remarks>
internal sealed class MembershipCopy(RedisValue me)
{
    /// <summary>Field of the table's version; all others are rows, by silo address.</summary>
    public static readonly RedisValue VersionField = "Version";

    private Dictionary<RedisValue, RedisValue> _rows = [];
    private long _version = -1;

    /// <summary>True where this silo was in the table when it was last read.</summary>
    public bool HoldsMe => _rows.ContainsKey(me);

    /// <summary>Takes in a reading of the table.</summary>
    /// <returns>
    /// Null where the table is a later state of what was known. Otherwise what to write over it: the rows it lacks, under a version that every
    /// silo takes for newer than what it knows. Without a row in it this silo would take itself for dead, so all rows come back in one write.
    /// </returns>
    public MembershipRepair? Read(HashEntry[] table)
    {
        var rows = table.Where(entry => entry.Name != VersionField).ToDictionary(entry => entry.Name, entry => entry.Value);
        var version = VersionOf(table);
        if (!HoldsMe || (version >= _version && rows.ContainsKey(me)))
        {
            (_rows, _version) = (rows, version);
            return null;
        }

        if (version > _version)
        {
            return null; // a later state without this silo: it was voted dead, and Orleans ends it
        }

        var missing = _rows.Where(row => !rows.ContainsKey(row.Key)).Select(row => new HashEntry(row.Key, row.Value)).ToArray();
        return new MembershipRepair(ReadVersion(table), _version + 1, missing);
    }

    private static RedisValue ReadVersion(HashEntry[] table) => table.FirstOrDefault(entry => entry.Name == VersionField).Value;

    private static long VersionOf(HashEntry[] table) =>
        long.TryParse(ReadVersion(table).ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
}

/// <summary>What to write where Redis has lost the membership table.</summary>
/// <param name="Found">The version that was read there, null where there was none: it must still be the same when this is written.</param>
/// <param name="Version">The version to write.</param>
/// <param name="Rows">The rows to put back.</param>
internal sealed record MembershipRepair(RedisValue Found, long Version, HashEntry[] Rows)
{
    /// <summary>Writes it, unless someone else has written meanwhile.</summary>
    /// <returns>Whether it was written.</returns>
    public Task<bool> Write(IDatabase database, RedisKey key)
    {
        var transaction = database.CreateTransaction();
        transaction.AddCondition(Found.IsNull
            ? Condition.HashNotExists(key, MembershipCopy.VersionField)
            : Condition.HashEqual(key, MembershipCopy.VersionField, Found));
        _ = transaction.HashSetAsync(key, [.. Rows, new HashEntry(MembershipCopy.VersionField, Version)]);
        return transaction.ExecuteAsync();
    }
}
