// Shows new mail as it arrives.
(function () {
  "use strict";
  var body = document.getElementById("mails");
  var last = Number(body.dataset.last);
  function cell(row, text, name) {
    var td = document.createElement("td");
    if (name) { td.className = name; }
    td.textContent = text;
    row.appendChild(td);
    return td;
  }
  function show(mail) {
    var row = document.createElement("tr");
    cell(row, new Date(mail.at).toLocaleTimeString());
    var link = document.createElement("a");
    link.href = "/inbox/" + mail.number;
    link.textContent = mail.subject || "(no subject)";
    cell(row, "").appendChild(link);
    cell(row, mail.recipients.join(", "));
    cell(row, mail.from, "wide");
    var good = mail.dkim.length > 0 && mail.dkim.every(function (v) { return v.indexOf("pass ") === 0; });
    cell(row, good ? "DKIM pass" : mail.dkim.length ? "DKIM fail" : "unsigned", good ? "pass" : "fail");
    body.insertBefore(row, body.firstChild);
    document.getElementById("empty").hidden = true;
  }
  function poll() {
    fetch("/inbox/messages?after=" + last)
      .then(function (reply) { return reply.json(); })
      .then(function (list) {
        list.data.reverse().forEach(function (mail) { last = mail.number; show(mail); });
      })
      .catch(function () { /* the process was stopped; the next poll tells whether it is back */ })
      .finally(function () { setTimeout(poll, 1000); });
  }
  setTimeout(poll, 1000);
}());
