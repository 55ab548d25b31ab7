const fs = require('fs');
const nodemailer = require('nodemailer');

const env = process.env;
const transport = nodemailer.createTransport({
  host: env.SMTP_HOST,
  port: Number(env.SMTP_PORT),
  requireTLS: true,
  tls: {ca: fs.readFileSync(env.SMTP_CA)},
  authMethod: env.SMTP_AUTH || 'PLAIN',
  auth: {user: env.SMTP_USER, pass: env.SMTP_PASSWORD},
});
transport
  .sendMail({
    from: env.MAIL_FROM,
    to: env.MAIL_TO,
    subject: env.MAIL_SUBJECT,
    text: fs.readFileSync(env.MAIL_TEXT, 'utf8'),
    attachments: [{filename: 'data.bin', path: env.MAIL_FILE}],
  })
  .then((sent) => console.log(sent.response), (error) => {
    console.error(error);
    process.exit(1);
  });
